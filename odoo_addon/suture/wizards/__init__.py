from . import crosswalk_export, crosswalk_import, dismiss, integration_user
