"""In the frozen program, in the place of Pillow (3 MB): reportlab imports it at once, and goes without.

No document of ours holds a picture, and none that comes in is looked at for its own. reportlab takes None for
« no pictures here »; pypdf, when asked for one, says that Pillow is missing.
"""

__version__ = "none"
Image = None
