"""Checks a published document of a count (docs/format.md, version 1): check.py FILE.pdf [CODE ...]
Ends with 0 if no point fails, 1 if one fails, 2 if FILE is no such document. Needs pikepdf."""
import hashlib, json, re, sys, zlib  # noqa: E401
from datetime import datetime
MAX_BYTES, MAX_LINES = 1 << 25, 50_000
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
ENTRY = rb'\{"signature":"([0-9a-f]{128})","act":(.*)\}|\{"leaf":"([0-9a-f]{64})"\}'
WORDS = {True: "holds", False: "FAILS", None: "not judged"}
SHOWN = ("election", "area", "vacancies", "electorate")
HELD = ("election", "name", "seats", "electorate")
Act = dict
failed: list[str] = []
def point(holds: bool | None, name: str, detail: object = "") -> None:
    """Print a line; a forged text must not act on the terminal."""
    failed.extend([name] * (holds is False))
    text = f"{WORDS[holds]:<11}{name}: {detail}"[:700]
    print("".join(c if c.isprintable() else "?" for c in text), flush=True)

def attachments(path: str) -> dict[str, bytes]:
    """Read the attachments, none inflated beyond a bound."""
    import pikepdf  # here, so that a machine without it judges nothing
    files = {}
    with pikepdf.open(path) as pdf:
        for name in list(pdf.attachments)[:5]:
            stream = pdf.attachments[name].obj["/EF"]["/F"]
            data = stream.read_raw_bytes()
            if "/Filter" in stream:
                data = zlib.decompressobj().decompress(data, MAX_BYTES)
            if len(data) >= MAX_BYTES or data.count(b"\n") > MAX_LINES:
                raise ValueError(f"{name} is too large")
            files[name] = data
    return files

def canonical(data: bytes) -> Act:
    """Read an object; written again as it was read, it must be the same bytes."""
    value = json.loads(data.decode(), parse_float=str, parse_constant=str)  # these differ again
    if json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() != data:
        raise ValueError("the bytes are not canonical")
    return value

def read_stream(data: bytes) -> tuple[list[Act | None], list[str]]:
    """The acts (None where withheld) and leaves of a published stream."""
    found = [re.fullmatch(ENTRY, line, re.S) for line in data.split(b"\n")[:-1]]
    if not data.endswith(b"\n") or None in found:
        raise ValueError("a line is neither an entry nor a leaf")
    leaves = [m[3].decode() if m[3] else hashlib.sha256(
        b"\0" + bytes.fromhex(m[1].decode()) + m[2]).hexdigest() for m in found]
    return [None if m[3] else canonical(m[2]) for m in found], leaves

def chain(origin: str, name: str, leaves: list[str]) -> tuple[list[str], list[str]]:
    """The heads after 0, 1, 2, … entries, and the code of each."""
    head, heads, codes = f"tallyapp.stream/1\n{origin}\n{name}\n".encode(), [], []
    for seq, leaf in enumerate(["", *leaves]):
        head = hashlib.sha256(b"\1" + head + bytes.fromhex(leaf) if seq else head).digest()
        text = f"tallyapp.code/1\n{origin}\n{name}\n{seq}\n{head.hex()}\n".encode()
        bits = int.from_bytes(hashlib.sha256(text).digest(), "big") >> 131
        code = "".join(LETTERS[bits >> 5 * i & 31] for i in range(24, -1, -1))
        heads.append(head.hex())
        codes.append("-".join(re.findall(".{5}", code)))
    return heads, codes

def codes_given(given: list[str], codes: dict[str, list[str]]) -> None:
    """Say of which entry each code noted on paper is."""
    known = {c: f"entry {seq} of {n}" for n, every in codes.items() for seq, c in enumerate(every)}
    for code in given:
        read = re.sub(r"[\s-]", "", code.upper()).translate(str.maketrans("OILU", "011V"))
        at = known.get("-".join(re.findall(".{1,5}", read)))
        point(at is not None, f"code {code}", at or "of no entry here")

def elected(votes: list[int], seats: int, lots: list[Act]) -> tuple[set[int], set[int]]:
    """Who has a seat, and who is level for the rest where no lot decides."""
    line = sorted(votes, reverse=True)[min(seats, len(votes)) - 1]
    sure = {n for n, count in enumerate(votes, 1) if count > line}
    level = {n for n, count in enumerate(votes, 1) if count == line}
    while len(sure) < seats < len(sure) + len(level):
        lot = [a["chosen"] for a in lots if set(a["tied"]) == level and a["chosen"] in level]
        if not lot:
            return sure, level
        sure, level = sure | {lot[-1]}, level - {lot[-1]}
    return (sure if len(sure) >= seats else sure | level), set()

def spoken(person: Act) -> str:
    """A candidate's name as it is declared."""
    first = person.get("commonly_used_forenames") or person["other_names"]
    name = f"{first} {person.get('commonly_used_surname') or person['surname']}".strip()
    return f"{name} ({person['particular']})" if person.get("particular") else name

def declaration(files: dict[str, bytes], given: list[str]) -> None:
    """A notice of result against its act, and the act against the chain."""
    result = canonical(files["result.json"])
    acts, own = read_stream(files["set-up.jsonl"] + files["declared.jsonl"])
    mark, people, leaves = result["checkpoint"], result["candidates"], files["leaves.txt"].decode()
    leaves, kinds = leaves.split(), [act["act"] for act in acts]
    heads, codes = chain(mark["origin"], mark["stream"], leaves)
    places = [leaves.index(leaf) + 1 if leaf in leaves else 0 for leaf in own]
    setup, act, said = acts[0], acts[1], acts[-1]["figures"]
    point(kinds[0] == "ContestSetUp" and kinds[1] in ("Declared", "DeclaredOutside")
          and kinds[2:] in ([], ["NoticeCorrected"]), "the acts are a declaration's", kinds)
    point(places == sorted({1, *places, len(leaves)}), "the leaf of every act is in place", places)
    for name, shown, ours in (
            ("checkpoint", mark, mark | {"seq": len(leaves), "head": heads[-1], "code": codes[-1]}),
            ("contest", [(result["heading"] | result)[k] for k in SHOWN], [setup.get(k) for k in HELD]),
            ("names", [p["name"] for p in people], [spoken(c) for c in setup["candidates"]]),
            ("votes", [p["votes"] for p in people], said["votes"]),
            ("rejected", [head["papers"] for head in result["rejected"]], said["rejected"]),
            *((name, result[name], said[name]) for name in ("valid", "verified")),
            ("elected", [n for n, p in enumerate(people, 1) if p["elected"]], act["elected"]),
            ("elected_names", result["elected_names"], [p["name"] for p in people if p["elected"]]),
            ("declared_at", result["declared_at"], act["declared_at"])):
        point(shown == ours, f"{name} of result.json", f"{shown} | {ours}")
    codes_given(given, {mark["stream"]: codes})

class Contest:
    """The figures of a contest, act by act."""
    def __init__(self, setup: Act) -> None:
        self.setup, self.seats, self.heads = setup, setup["seats"], setup["rules"]["heads"]
        self.boxes, self.papers, self.issued, self.lots = {}, {}, [], []
    def values(self, figures: Act) -> Act:
        """A keying's values by field; a null is no value, and a slate left out has 0."""
        mixed = figures.get("mixed") or {}
        found = figures | mixed | {"papers": figures["papers"], "mixed": mixed.get("papers")}
        rows = [(f"{n}", *row) for n, row in enumerate(figures.get("lines", []), 1)]
        rows += [("s" + "+".join(map(str, s)), *row) for s, *row in figures.get("blocks", [])]
        found |= {f"{line}.{part}": v for line, *row in rows
                  for part, v in zip(("full", "part", "total"), row)}
        for name, part in (("totals", "total"), ("votes", "votes"), ("allowed", "allowed"),
                           ("rejected", "rejected")):
            found |= {f"{n}.{part}": v for n, v in enumerate(found.get(name) or [], 1)}
        slip = {"slip": tuple(figures["slip"])} if figures.get("slip") else {}
        return {k: v for k, v in found.items() if type(v) is int and v >= 0} | {"slates": 0} | slip
    def agreed(self, looks: list[Act]) -> Act | None:
        """A value for each field that any look has, if two looks have it in common."""
        values = {}
        for f in {f for look in looks for f in look}:
            seen = [k.get(f, k.get("slates") if re.match(r"s\d", f) else None) for k in looks]
            values[f] = next((v for v in seen if v is not None and seen.count(v) > 1), None)
        return None if None in values.values() else values
    def on_paper(self, act: Act, what: str) -> None:
        """A look at a sheet, slip or form, a query, a correction or a withdrawal."""
        key = ("form", act["form"]) if "form" in act else ("sheet", act["sheet"])
        if key not in self.papers:
            issue = act | {"form": "form"} if "form" in act else next(
                i for i in self.issued if i["first"] <= act["sheet"] <= i["last"])
            self.papers[key] = {"kind": issue.get("form", "sheet"), "area": issue["area"],
                                "out": "out" in issue, "looks": {}, "values": None}
        paper, one = self.papers[key], ("full", "part", "total")  # of a slip's line, line 1 here
        given = {f"1.{f}" if f in one else f: tuple(v) if f == "slip" else v
                 for f, v in act.get("fields", [])}
        if what in ("Queried", "Withdrawn"):
            paper |= {"looks": {}, "values": None, "out": paper["out"] or what == "Withdrawn"}
        elif what == "Corrected":
            paper["values"] = paper["values"] | given
        elif paper["values"] is None:
            looks, by = paper["looks"], act["id" if self.setup.get("small_count") else "by"]
            given = self.values(act["figures"]) if what == "Keyed" else given
            looks[by] = looks.get(by, {}) | given
            paper["values"] = self.agreed(list(looks.values()))
    def figures(self) -> Act:
        """What the papers that count come to, and the boxes."""
        numbers, rejected = range(1, len(self.setup["candidates"]) + 1), [0] * len(self.heads)
        votes, valid, spare = [0] * len(numbers), 0, {"unused": 0, "uncertain": 0}
        for v in (p["values"] for p in self.papers.values() if p["values"] and not p["out"]):
            for line in {f.split(".")[0] for f in v if f.endswith((".full", ".total"))}:
                size = v[f"{line}.total"] if f"{line}.full" not in v else (
                    v[f"{line}.full"] * self.setup["bundle"] + v[f"{line}.part"])
                slate = v.get("slip") or [int(n) for n in line.strip("s").split("+")]
                spare["unused"] += size * (self.seats - len(slate))
                valid += size
                for n in slate:
                    votes[n - 1] += size
            for n in numbers:
                votes[n - 1] += v.get(f"{n}.votes", 0) + v.get(f"{n}.allowed", 0)
                valid += v.get(f"{n}.allowed", 0) if self.seats == 1 else 0
            valid += v.get("mixed", 0) + v.get("good", 0)
            spare = {name: n + v.get(name, 0) for name, n in spare.items()}
            rejected = [n + v.get(f"{h}.rejected", 0) for h, n in enumerate(rejected, 1)]
        return {"votes": votes, "rejected": rejected, "valid": valid,
                "verified": sum(papers + moved for _, papers, moved in self.boxes.values()), **{k: n for k, n in spare.items() if n}}
    def moved(self, act: Act) -> None:
        """Papers moved into boxes or out of them; of a box not counted yet its count will tell."""
        ends = [(act["box"], act.get("way") == "in")] if "box" in act else []
        if act.get("between") == "box":
            ends = [(act["left"], False), (act["reached"], True)]
        for box, into in ends:
            if box in self.boxes:
                self.boxes[box][2] += act["papers"] if into else -act["papers"]
    def take(self, name: str, act: Act) -> None:
        """Take an act into account; hold what it says of figures against those worked out."""
        kind, match = act["act"], re.match("(?:Sheet|Form)([A-Z].*)", act["act"])
        otherwise = None if kind in ("DeclaredOutside", "NoticeCorrected") else False
        if match:
            self.on_paper(act, match[1])
        elif kind == "SheetsIssued":
            self.issued.append(dict(act))
        elif kind == "BoxCounted":
            self.boxes[act["box"]] = [act["attempt"], act["papers"], 0]
        elif kind == "BoxCountCorrected":
            if self.boxes[act["box"]][0] == act["attempt"]:
                self.boxes[act["box"]][1] = act["papers"]
        elif kind in ("PapersMoved", "PapersTakenUp", "PapersHandedOver"):
            self.moved(act)
        elif kind in ("LotDrawn", "LotCorrected"):
            self.lots.append(act)
        elif kind == "RecountBegun":
            for thing in [*self.issued, *self.papers.values()]:
                stays = thing.get("kind") == "form" and not act.get("revisited")
                thing |= {"out": True} if thing["area"] in act["areas"] and not stays else {}
        elif "figures" in act:
            said, ours = act["figures"], self.figures()
            point(said == ours or otherwise, f"{name}: figures", f"{said} | {ours}")
        if "elected" in act:
            sure, level = elected(act["figures"]["votes"], self.seats, self.lots)
            point((sure == set(act["elected"]) and not level) or otherwise, f"{name}: elected",
                  f"{act['elected']} | {sorted(sure)}, level {sorted(level)}")

def audit_pack(files: dict[str, bytes], given: list[str]) -> None:
    """Both streams: what holds of every act, then the figures."""
    contest = next(n for n in files if n not in ("count.jsonl", "names.json"))[:-6]
    (count, leaves), (acts, others) = (read_stream(files[f"{n}.jsonl"]) for n in ("count", contest))
    heads, codes = chain(count[0]["id"], "count", leaves)
    streams, bad, ids = {"count": count, contest: acts}, [], set()
    every = {"count": codes, contest: chain(count[0]["id"], contest, others)[1]}
    point(None not in count and acts[0]["contest"] == contest, "set-ups", contest)
    for name, stream in streams.items():
        before = None
        for seq, act in ((seq, act) for seq, act in enumerate(stream, 1) if act):
            now, there = (datetime.fromisoformat(act["at"]), act.get("seen", 0)), None
            before, last = now, before or now
            if act["act"] == "CodeIssued" and act["stream"] in streams:
                there = ([*streams[act["stream"]], 0][max(act["seq"], 1) - 1:] or [0])[0]
                there = 0 if there is None and act["occasion"] != "request" else there
            for rule, holds in (
                    ("id", act["id"] not in ids), ("at", now[0] >= last[0]),
                    ("seen", last[1] <= now[1] <= len(count)),
                    ("count_head", act.get("count_head") in (None, *heads[now[1]:now[1] + 1])),
                    ("code", there is None or there != 0 and there["id"] == act["of"] and (
                        act["code"] == every[act["stream"]][act["seq"]]))):
                bad += [] if holds else [f"{rule} at {name} {seq}"]
            ids.add(act["id"])
    point(not bad, "id, at, seen, count_head, code of every act", bad[:9])
    point(None if None in acts else True, "withheld entries", acts.count(None))
    tally = Contest(acts[0])
    for seq, act in ((seq, act) for seq, act in enumerate(acts, 1) if act):
        tally.take(f"entry {seq}, {act['act']}", act)
    codes_given(given, every)

def main() -> int:
    """Find which document the file is, and check it within a time."""
    known = False
    try:
        files = attachments(sys.argv[1])
        pack = "count.jsonl" in files
        known = pack or "result.json" in files
        assert known, "it is no document of a count"
        (audit_pack if pack else declaration)(files, sys.argv[2:])
    except Exception as error:  # whatever a forged document brings about
        point(False if known else None, "reading it", f"{type(error).__name__}: {error}")
    point(None, "signatures (PDF, acts), sums of papers, sentences, pages", "not checked")
    return int(bool(failed)) if known else 2

if __name__ == "__main__":
    sys.exit(main())
