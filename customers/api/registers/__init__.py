"""The registers over the API, one file each: lists, single entries, and new ones.

Staff concerns have no address here, by design: a key would let a system read what few people may, and no trail of a
system protects whoever speaks.
"""
