"""Finding the panel or board of an area: by council, county or police force."""
