"""Package metadata of Riaya."""

from pathlib import Path
from setuptools import find_packages
from setuptools import setup


setup(
    name="riaya",
    version="1.0.0.dev0",
    description="Case management and its procedural guide, in one Plone repository",
    long_description=Path(__file__).with_name("README.md").read_text("utf-8"),
    long_description_content_type="text/markdown",
    license="GPL-2.0-or-later",
    classifiers=[
        "Development Status :: 4 - Beta",
        "Environment :: Web Environment",
        "Framework :: Plone :: 6.2",
        "Framework :: Plone :: Addon",
        "Natural Language :: Arabic",
        "Natural Language :: English",
        "Programming Language :: Python :: 3.11",
        "Programming Language :: Python :: 3.12",
    ],
    package_dir={"": "src"},
    packages=find_packages("src"),
    include_package_data=True,
    zip_safe=False,
    python_requires=">=3.11,!=3.13.0",
    install_requires=[
        "Products.CMFPlone>=6.2.2,<6.3",
        "plone.app.versioningbehavior",
        "plone.restapi",
        "SQLAlchemy>=2",
        "zope.sqlalchemy",
        "python-dateutil",
        "python-stdnum",
        "pytz",
        "holidays",
        "lxml",
        "openpyxl",
        "pyxform",
        "segno",
        "typst",
        "waitress",
    ],
    extras_require={
        "postgresql": ["psycopg2-binary"],
        "test": [
            "hypothesis",
            "playwright",
            "psycopg2-binary",
            "pytest",
            "pytest-plone",
        ],
    },
    entry_points={
        "console_scripts": [
            "riaya-site = riaya.site.commands:main",
            "riaya-tick = riaya.site.commands:tick",
        ],
        "z3c.autoinclude.plugin": ["target = plone"],
    },
)
