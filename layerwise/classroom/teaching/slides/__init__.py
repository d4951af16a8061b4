"""Slides of a lesson, for a projector.

paper   the sheet, its letters, and how much room a text takes
pieces  pictures that are too tall, in pieces
blocks  what a slide is made of, and how blocks are laid on slides
deck    the slides of a lesson, derived from it
pages   their files; deck.css, deck.js and places.js go into each
"""
