"""What is written about a class: tables, what an LMS takes back, and pages to read. Nothing here examines anything."""
