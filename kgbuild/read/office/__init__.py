"""Documents of word processors and presses: PDF, DOCX, ODT, EPUB, RTF."""
