"""Bringing a site that an earlier version of Riaya has made to this version.

Each change of the profile has a module `v<version>_<what>.py` with a function
`upgrade(tool)`, registered in configure.zcml; `riaya-site upgrade` runs them.
"""
