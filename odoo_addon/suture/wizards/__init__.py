from . import dismiss, integration_user
