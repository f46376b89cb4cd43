"""What was published: a release in, blocks and facts out.

Reading order: `release` (one published text) -> `blocks` (headings, paragraphs, tables) -> `facts` (every number
printed) -> `document` (a release as read). `periods` and `numbers` read what they are about; `readers` turn PDF and
HTML into text.
"""
