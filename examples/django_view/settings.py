"""What the view wants of Django's settings; a real project has these lines among its own."""

ALLOWED_HOSTS = ["localhost", "testserver"]
ROOT_URLCONF = "examples.django_view.views"
DATA_UPLOAD_MAX_MEMORY_SIZE = 200_000  # bytes; an application with two hundred cost lines has some 30,000
USE_I18N = True
LANGUAGE_CODE = "en"  # where the caller asks for no language of these
LANGUAGES = [
    ("bg", "български"),
    ("en", "English"),
    ("es", "español"),
    ("it", "italiano"),
    ("pt", "português"),
    ("sl", "slovenščina"),
]
