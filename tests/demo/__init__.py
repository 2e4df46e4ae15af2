"""A repository with a history: four years of the example library, as a house lives them, in about a hundred commits.

    python -m demo.build FOLDER

`story/` tells it, a module a year or two; `people.py` has who was there. The texts are those of content/: a document's
last text is today's, and the texts before it come of taking back what the story says was changed, the last change
first. So the story has only what differs, and one that no longer fits content/ says which passage is gone.

`expected/` has what is to be told of every version of every document, oldest first, written from the story: weight,
kind and place of a change, then its sentence. `SOP170` is what changed in a version after it was issued.
"""
