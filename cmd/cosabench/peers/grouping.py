"""Rows of a sheet as profiles, each its targets, SIM settings and connections, and back."""

PROFILE, TARGET, SIM, CONNECTION = range(4)

# Headers up to UIOrder, Mobile Plans and branding up to WifiProfiles, connections.
KINDS = {"UpdateType": PROFILE, "Country/Region": PROFILE, "Operator": PROFILE}
for name in ("MCC", "MNC", "SPN", "PNN", "GID1", "IMSI Range - Start", "IMSI Range - End", "ICCID Range - Start", "ICCID Range - End",
             "ESIM_PROV", "UIName", "UIOrder", "CDMA Provider ID", "CDMA Provider Name", "GSM Provider Name"):
    KINDS[name] = TARGET
for name in ("AccountExperienceURL", "AppID", "SupportDataMarketplace", "DataMarketplaceRoamingUIEnabled", "BrandingName", "BrandingIcon",
             "UseBrandingNameOnRoaming", "Hotspot", "EnableAutoSlotSwitch", "WifiProfiles"):
    KINDS[name] = SIM


def profiles(headers, rows):
    """Groups rows, tuples of cells, into a list of mappings."""
    kinds = [KINDS.get(name, CONNECTION) for name in headers]
    columns = [[i for i, k in enumerate(kinds) if k == kind] for kind in range(4)]
    found = {}
    for row in rows:
        parts = [tuple(row[i] for i in chosen) for chosen in columns]
        targets, connections = found.setdefault((parts[PROFILE], parts[SIM]), ({}, {}))
        targets[parts[TARGET]] = connections[parts[CONNECTION]] = None

    def mapping(kind, values):
        return {headers[i]: value for i, value in zip(columns[kind], values) if value is not None}

    return [{**mapping(PROFILE, profile), "targets": [mapping(TARGET, t) for t in targets], "sim": mapping(SIM, sim),
             "connections": [mapping(CONNECTION, c) for c in connections]}
            for (profile, sim), (targets, connections) in found.items()]


def rows(found):
    """The headers of profiles, then their rows: every target with every connection."""
    headers = {}
    for profile in found:
        for part in (profile, profile["sim"], *profile["targets"], *profile["connections"]):
            headers.update(dict.fromkeys(part))
    for name in ("targets", "sim", "connections"):
        headers.pop(name, None)
    headers = list(headers)
    yield headers
    for profile in found:
        for target in profile["targets"]:
            for connection in profile["connections"]:
                merged = {**profile, **target, **profile["sim"], **connection}
                yield [merged.get(name) for name in headers]
