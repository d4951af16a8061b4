"""What widgets of several rooms need in the browser: how their ES modules get there, and how a script makes elements."""
