"""What is different between two texts of one procedure, whatever their spelling: typed changes. Touches no file."""

from .compare import diff as diff
from .sentence import sentence as sentence
