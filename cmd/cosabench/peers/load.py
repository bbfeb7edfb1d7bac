"""Reads a YAML file and prints how many profiles it holds."""
import sys
import yaml

with open(sys.argv[1], encoding="utf-8") as source:
    print(len(yaml.load(source, Loader=yaml.CSafeLoader)["profiles"]))
