"""The words for codes in public copies, and of the public pages made of them."""
