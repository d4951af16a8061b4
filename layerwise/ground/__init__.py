"""What several rooms need: files, words, notebooks. It knows nothing of lessons."""
