"""What is different between two texts of one procedure, whatever their spelling: typed changes. Touches no file."""

from .bump import bump as bump
from .compare import diff as diff
from .retraining import Concern as Concern
from .retraining import concerned as concerned
from .retraining import everybody as everybody
from .sentence import sentence as sentence
