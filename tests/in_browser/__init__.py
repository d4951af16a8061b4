"""The tests that need a real browser. They share one JupyterLab and one page of it, which a learner would not close either."""
