"""Property tests take as long as they take."""

from hypothesis import settings

settings.register_profile("leadtui", deadline=None)
settings.load_profile("leadtui")
