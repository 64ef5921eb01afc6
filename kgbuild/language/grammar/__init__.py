"""The one grammar over Universal Dependencies: nobody else names a label of the parse."""
