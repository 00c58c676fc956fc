"""Properties run without a time limit each: the machine may be busy."""

from hypothesis import settings

settings.register_profile("leadtui", deadline=None)
settings.load_profile("leadtui")
