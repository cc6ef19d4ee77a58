"""What can be wrong with a methodology or with the inputs of an assessment."""


class MethodologyError(ValueError):
    """The methodology file is not usable; the message names the place and the reason."""


class UnknownVersion(MethodologyError):
    """No methodology of that version is shipped."""


class InputsError(ValueError):
    """The inputs of an assessment contradict the methodology; the message names the place and the reason."""
