"""Writing a result: the whole folder or nothing."""

from segdesk.delivery.deliver import Delivered, check_target, deliver
from segdesk.delivery.placing import deliver_prediction

__all__ = ["Delivered", "check_target", "deliver", "deliver_prediction"]
