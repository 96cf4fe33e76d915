"""The demonstration: Northmere, its panel and its board, told through the same operations.

The area, its bodies and everybody in it are invented. What the review quotes of inspections in
2015 and 2016 is public record, in our own words.
"""
