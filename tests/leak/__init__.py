"""The gate, proven: whatever readers may not see shows nowhere, and its address answers as if it had never been.

words.py     words that nobody would write, one for each state and field: "canary0001z" must never be read by a reader,
             "control0001z" must be where its outlet says.
paper.py     a paper of public stories, and then, beside them and on them, everything that is hidden, in every state.
outlets.py   every address that the site's resolver knows, with what must be found there and what a curious reader
             would try there.
check.py     asks the outlets and says what it read that it should not have: sentences, none when all is well.
keeping.py   asks through the layer that keeps pages, as in production.
test_*.py    gate: nothing shows. answers: hidden is as if it had never been. moments: to the microsecond.
             kept: all that through kept pages, with acts in between.
             proof: each of these tests fails when the gate is opened a little (with loose_urls, telling_urls).

What to do when something new comes
    a URL pattern     one row in `outlets.OUTLETS`: the addresses to open with the control words to be found there,
                      and the addresses of hidden things to guess. Without it the test fails and names the pattern.
    a text field      a word for it in `paper.py`; fields of a snapshot get theirs in `Paper._whole`. Without it the
                      test fails and names model, field and state. What holds no text of the desk's goes to
                      `paper.NO_TEXT`, with the reason.
    a state or act    one line in `paper.STATES`.

What else they hold: every page of the public paper is the same to the byte before and after all secrets were put
beside it; and each guess at a hidden address answers as the same guess with a word that stands for nothing.
"""
