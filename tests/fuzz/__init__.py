"""Files and words as anybody may bring them, spoilt at random: taken, or refused so that it helps.

No traceback, no hang, nothing lost without a word. 500 cases run in the suite, 10 000 with
``make fuzz``; each module has one format.
"""
