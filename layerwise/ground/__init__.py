"""What several rooms need: files, words, notebooks, statements of Python. It knows nothing of lessons."""
