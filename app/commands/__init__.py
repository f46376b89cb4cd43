"""commands: what `tieout` can be told to do, a module for each group of commands.

Each has `register`, which adds its commands to the command line and imports nothing slow, and a function that runs
each.

asking       ask: one question
chatting     chat: the page in the browser
reading      facts, show: a release as it was read
shelving     add, list, remove: the releases at hand
indexing     index, passages: the index, and what it finds
configuring  config: the settings
printing     what they print with: colour, tables, JSON, CSV
"""
