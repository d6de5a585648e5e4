"""The one family of faults that a user can mend: wrong files, wrong numbers, missing weights."""


class InputError(Exception):
    """Something that was given is not usable; the message is one plain sentence that says what to do."""
