"""Checks a published document of a count (docs/format.md, version 1): check.py FILE.pdf [CODE ...]
Ends with 0 if no point fails, 1 if one fails, 2 if FILE is no such document. Needs pikepdf."""
import datetime, hashlib, json, re, sys, zlib  # noqa: E401
MAX_BYTES, MAX_LINES, LETTERS = 1 << 25, 50_000, "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
ENTRY = rb'\{"signature":"([0-9a-f]{128})","act":(.*)\}|\{"leaf":"([0-9a-f]{64})"\}'
WORDS = {True: "holds", False: "FAILS", None: "not judged"}
PUT_RIGHT = "election name seats electorate bundle written terms candidates rules".split()
Act, failed = dict, []
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
            raw, unpack = stream.read_raw_bytes(), zlib.decompressobj().decompress
            data = unpack(raw, MAX_BYTES) if "/Filter" in stream else raw
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
        lot = [a["chosen"] for a, b in zip(lots, lots[1:]) if b["act"] == "LotConfirmed"
               and a["chosen"] == b["chosen"] in level == set(a.get("tied", ()))]
        if not lot:
            return sure, level
        sure, level = sure | {lot[-1]}, level - {lot[-1]}
    return (sure if len(sure) >= seats else sure | level), set()

def spoken(person: Act) -> str:
    """A candidate's name as it is declared."""
    first = person.get("commonly_used_forenames") or person["other_names"]
    name = f"{first} {person.get('commonly_used_surname') or person['surname']}".strip()
    return f"{name} ({person['particular']})" if person.get("particular") else name

def names(p: Act) -> Act:
    """What a notice says of a candidate's name: the full one beside a commonly used one alone."""
    used = {k: p.get(f"commonly_used_{k}", "") for k in ("surname", "forenames")}
    name = ", ".join(filter(None, (used["surname"] or p["surname"],
                                   used["forenames"] or p["other_names"])))
    name += f" ({p['particular']})" if p.get("particular") else ""
    full = f"{p['other_names']} {p['surname']}".strip() if any(used.values()) else ""
    return {"ballot_name": name, "full_name": full, "description": p["description"]}

def said(setup: Act, act: Act, people: list[Act], electors: int | None) -> list[tuple]:
    """Every line of a notice: what it is, which, and what it says."""
    f, votes, heads = act["figures"], act["figures"]["votes"], setup["rules"]["heads"]
    out = sum(n for n, h in zip(f["rejected"], heads, strict=True) if not h.get("in_part"))
    top = sorted(votes, reverse=True) if setup["seats"] == 1 and len(votes) > 1 else None
    lead = top[0] - top[1] if top and all(votes[n - 1] == top[0] for n in act["elected"]) else None
    papers = f["valid"] + out
    share = (papers * 20000 + electors) // (2 * electors) if electors else electors
    return [*((k, n, told) for n, p in enumerate(people, 1) for k, told in names(p).items()),
            *(("votes", n, v) for n, v in enumerate(votes, 1)), ("total_votes", 0, sum(votes)),
            *((k, 0, f.get(k, 0)) for k in ("unused", "uncertain")),
            *(("rejected", n, v) for n, v in enumerate(f["rejected"], 1)),
            ("rejected_total", 0, out), *((k, 0, f[k]) for k in ("valid", "verified")),
            ("electorate", 0, electors), ("turnout", 0, share), ("majority", 0, lead)]

def changed(setup: Act, notices: list[Act]) -> tuple[list[Act], list[Act], int | None]:
    """What the last notice changed of the one before it; its candidates, and its electors."""
    people, electors, now, before = setup["candidates"], setup.get("electorate"), [], []
    for act in notices:
        people, electors = act.get("candidates", people), act.get("electorate", electors)
        act = act | {"elected": notices[0]["elected"]}
        before, now = now, said(setup, act, people, electors)
    told = [{"what": a[0], "before": b[2], "now": a[2], **({"line": a[1]} if a[1] else {})}
            for b, a in zip(before, now, strict=True) if a != b] if before else []
    return told, people, electors

def one_act(files: dict[str, bytes], given: list[str]) -> None:
    """A notice of result or a statement against its act, and the act against the chain."""
    notice = "result.json" in files
    result = canonical(files["result.json" if notice else "statement.json"])
    lines = files["set-up.jsonl"] + files["declared.jsonl" if notice else "stated.jsonl"]
    (acts, own), mark, leaves = read_stream(lines), result["checkpoint"], files["leaves.txt"]
    leaves, kinds = leaves.decode().split(), [a["act"] for a in acts]
    heads, codes = chain(mark["origin"], mark["stream"], leaves)
    places = [leaves.index(leaf) + 1 if leaf in leaves else 0 for leaf in own]
    right = acts[:kinds.count("SetUpCorrected") + 1]
    setup = {k: a[k] for a in right for k in a if k in PUT_RIGHT or a is acts[0]}
    act = acts[len(right)]
    wanted = "Declared(Outside)?( NoticeCorrected)*" if notice else "VerificationStated"
    shape = f"ContestSetUp( SetUpCorrected)* {wanted}"
    point(bool(re.fullmatch(shape, " ".join(kinds))), "kinds of its acts", kinds)
    ids = [*(a["of"] for a in right[1:]), act.get("set_up", setup["id"])]
    point(ids == [a["id"] for a in right], "every act that put the set-up right is there", ids)
    point(places == sorted({1, *places, len(leaves)}), "the leaf of every act is in place", places)
    page, of = result["heading"] | result | {"at": result.get("stated_at")}, (act, setup)[notice]
    rows = [("checkpoint", mark, mark | {"seq": len(leaves), "head": heads[-1], "code": codes[-1]}),
            ("contest", [page.get(k) for k in ("election", "area", "vacancies", "electorate")],
             [setup["election"], setup["name"], setup["seats"], of.get("electorate")])]
    if notice:
        notices = acts[len(right):]
        point([a["of"] for a in notices[1:]] == [a["id"] for a in notices[:-1]],
              "every correction of the notice is there", len(notices) - 1)
        told, named, electors = changed(setup, notices)
        rows[1][2][3] = electors
        people, figures = result["candidates"], acts[-1]["figures"]
        won = [(n, p["name"]) for n, p in enumerate(people, 1) if p["elected"]]
        rows += [("names", [p["name"] for p in people], [spoken(c) for c in named]),
                 ("votes", [p["votes"] for p in people], figures["votes"]),
                 ("what changed", result.get("changes", []), told),
                 ("rejected", [head["papers"] for head in result["rejected"]], figures["rejected"]),
                 ("elected", won, [*zip(act["elected"], result["elected_names"], strict=True)]),
                 *((k, result[k], (figures | act)[k]) for k in ("valid", "verified", "declared_at"))]
    else:
        sums = [sum(b[k] or 0 for b in act["boxes"]) for k in ("expected", "counted")]
        sums += [sum(b["counted"] or 0 for b in act["boxes"] if b["kind"] == "postal")]
        rows += [("sums", [result[k] for k in ("expected", "counted", "postal")], sums),
                 *((k, page[k], act[k]) for k in ("version", "expected", "counted", "boxes", "at"))]
    for name, shown, ours in rows:
        point(shown == ours, f"{name} of the document", f"{shown} | {ours}")
    codes_given(given, {mark["stream"]: codes})

class Contest:
    """The figures of a contest, act by act."""
    def __init__(self, setup: Act) -> None:
        self.setup, self.boxes, self.papers, self.seq = setup, {}, {}, 0
        self.issued, self.lots, self.again, self.notice, self.drawn = [], [], [], "", {}
    def values(self, figures: Act) -> Act:
        """A keying's values by field; a null is no value, and a slate left out has 0."""
        mixed = figures.get("mixed") or {}
        found = figures | mixed | {"papers": figures["papers"], "mixed": mixed.get("papers")}
        rows = [(f"{n}", *row) for n, row in enumerate(figures.get("lines", []), 1)]
        rows += [("s" + "+".join(map(str, s)), *row) for s, *row in figures.get("blocks", [])]
        found |= {f"{line}.{part}": v for line, *row in rows
                  for part, v in zip(("full", "part", "total"), row)}
        for name, part in [("totals", "total"), *((n, n) for n in ("votes", "allowed", "rejected"))]:
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
            issue = act | {"form": "form", "at": self.seq} if "form" in act else next(
                i for i in self.issued if i["first"] <= act["sheet"] <= i["last"])
            self.papers[key] = {"kind": issue.get("form", "sheet"), "area": issue["area"],
                                "at": issue["at"], "out": False, "looks": {}, "values": None}
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
    def counts(self, paper: Act) -> bool:
        """Whether a paper is agreed, and of the round that stands in its area."""
        return bool(paper["values"]) and not paper["out"] and not any(
            a["at"] < paper["at"] < a["end"] if "end" in a else paper["at"] < a["at"]
            and (paper["kind"] != "form" or a.get("revisited"))
            for a in self.again if paper["area"] in a["areas"])
    def draw(self, act: Act) -> list[list]:
        """The lines that a seed draws to be added up by hand: area, what, line."""
        sizes = {"votes": self.setup["candidates"], "rejected": self.setup["rules"]["heads"]}
        there = [(p["area"], p["kind"]) for p in self.papers.values() if self.counts(p)]
        every = [[area, what, n] for area in sorted({a for a, _ in there})
                 for what, of in sizes.items() if what == "votes" or (area, "form") in there
                 for n in range(1, len(of) + 1)]
        lines, throws = [], 0
        while len(lines) < min(3, len(every)):
            throws += 1
            text = f"tallyapp.re-add/1\n{act['of']}\n{act['seed']}\n{throws}\n".encode()
            throw = int(hashlib.sha256(text).hexdigest()[:8], 16)
            line = every[throw % len(every)]
            lines += [line] if throw < 2**32 - 2**32 % len(every) and line not in lines else []
        return lines
    def by_hand(self, name: str, act: Act) -> None:
        """Whether just the lines drawn were added up; a total that differs is no fault."""
        said, drawn = [line[:3] for line in act["lines"]], self.drawn
        point([act["of"], *said] == [drawn.get("id"), *drawn["lines"]], f"{name}: lines", said)
        both = [(total, self.figures(area)[what][n - 1]) for area, what, n, total in act["lines"]]
        point(all(a == b for a, b in both) or None, f"{name}: by hand and counted", both)
    def figures(self, area: str = "") -> Act:
        """What the papers that count come to, of one area or of all, and the boxes."""
        numbers, seats = range(1, len(self.setup["candidates"]) + 1), self.setup["seats"]
        votes, valid, spare = [0] * len(numbers), 0, {"unused": 0, "uncertain": 0}
        rejected = [0] * len(self.setup["rules"]["heads"])
        for v in (p["values"] for p in self.papers.values()
                  if self.counts(p) and area in ("", p["area"])):
            for line in {f.split(".")[0] for f in v if f.endswith((".full", ".total"))}:
                size = v[f"{line}.total"] if f"{line}.full" not in v else (
                    v[f"{line}.full"] * self.setup["bundle"] + v[f"{line}.part"])
                slate = v.get("slip") or [int(n) for n in line.strip("s").split("+")]
                spare["unused"] += size * (seats - len(slate))
                valid += size
                for n in slate:
                    votes[n - 1] += size
            for n in numbers:
                votes[n - 1] += v.get(f"{n}.votes", 0) + v.get(f"{n}.allowed", 0)
                valid += v.get(f"{n}.allowed", 0) if seats == 1 else 0
            valid += v.get("mixed", 0) + v.get("good", 0)
            spare = {name: n + v.get(name, 0) for name, n in spare.items()}
            rejected = [n + v.get(f"{h}.rejected", 0) for h, n in enumerate(rejected, 1)]
        return {"votes": votes, "rejected": rejected, "valid": valid,
                "verified": sum(papers + moved for _, papers, moved in self.boxes.values()),
                **{k: n for k, n in spare.items() if n}}
    def moved(self, act: Act) -> None:
        """Papers moved into boxes or out of them; of a box not counted yet its count will tell."""
        ends = [(act["box"], act.get("way") == "in")] if "box" in act else []
        if act.get("between") == "box":
            ends = [(act["left"], False), (act["reached"], True)]
        for box, into in ends:
            if box in self.boxes:
                self.boxes[box][2] += act["papers"] if into else -act["papers"]
    def take(self, seq: int, act: Act) -> None:
        """Take an act into account; hold what it says of figures against those worked out."""
        kind, self.seq, name = act["act"], seq, f"entry {seq}, {act['act']}"
        otherwise = None if kind in ("DeclaredOutside", "NoticeCorrected") else False
        if match := re.match("(?:Sheet|Form)([A-Z].*)", kind):
            self.on_paper(act, match[1])
        elif kind == "SheetsIssued":
            self.issued.append(act | {"at": self.seq})
        elif kind == "SetUpCorrected":
            self.setup |= {k: act[k] for k in act if k in PUT_RIGHT}
        elif kind == "BoxCounted":
            self.boxes[act["box"]] = [act["attempt"], act["papers"], 0]
        elif kind == "BoxCountCorrected":
            if self.boxes[act["box"]][0] == act["attempt"]:
                self.boxes[act["box"]][1] = act["papers"]
        elif kind in ("PapersMoved", "PapersTakenUp", "PapersHandedOver"):
            self.moved(act)
        elif kind.startswith("Lot"):
            self.lots.append(act)
        elif kind == "ReAddDrawn":
            self.drawn = act | {"lines": self.draw(act)}
        elif kind == "ReAddDone":
            self.by_hand(name, act)
        elif kind == "RecountBegun":
            self.again.append(act | {"at": self.seq})
        elif kind == "RecountAbandoned":
            next(a for a in self.again if a["id"] == act["of"])["end"] = self.seq
        elif "figures" in act:
            said, ours = act["figures"], self.figures()
            point(said == ours or otherwise, f"{name}: figures", f"{said} | {ours}")
        elif kind == "ResultReleased":
            point(act["of"] == self.notice, f"{name}: the notice that stands", act["of"])
        self.notice = act["id"] if "elected" in act or kind == "NoticeCorrected" else self.notice
        if "elected" in act:
            sure, level = elected(act["figures"]["votes"], self.setup["seats"], self.lots)
            point((sure == set(act["elected"]) and not level) or otherwise, f"{name}: elected",
                  f"{act['elected']} | {sorted(sure)}, level {sorted(level)}")

def audit_pack(files: dict[str, bytes], given: list[str]) -> None:
    """Both streams: what holds of every act, then the figures."""
    contest = next(n for n in files if n.endswith(".jsonl") and n != "count.jsonl")[:-6]
    (count, leaves), (acts, others) = (read_stream(files[f"{n}.jsonl"]) for n in ("count", contest))
    heads, codes = chain(count[0]["id"], "count", leaves)
    streams, bad, ids = {"count": count, contest: acts}, [], set()
    every = {"count": codes, contest: chain(count[0]["id"], contest, others)[1]}
    point(None not in count and acts[0]["contest"] == contest, "set-ups", contest)
    for name, stream in streams.items():
        before = None
        for seq, act in ((seq, act) for seq, act in enumerate(stream, 1) if act):
            now, there = (datetime.datetime.fromisoformat(act["at"]), act.get("seen", 0)), None
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
    if "withheld.json" in files:
        told = [e["seq"] for e in canonical(files["withheld.json"])["entries"]]
        leaf = [seq for seq, act in enumerate(acts, 1) if act is None]
        point(told == leaf, "entries said to be withheld", f"{told} | {leaf}")
    tally = Contest(acts[0])
    for seq, act in ((seq, act) for seq, act in enumerate(acts, 1) if act):
        tally.take(seq, act)
    codes_given(given, every)

def main() -> int:
    """Find which document the file is, and check it within a time."""
    known = False
    try:
        files = attachments(sys.argv[1])
        known = bool({"count.jsonl", "result.json", "statement.json"} & set(files))
        assert known, "it is no document of a count"
        (audit_pack if "count.jsonl" in files else one_act)(files, sys.argv[2:])
    except Exception as error:  # whatever a forged document brings about
        point(False if known else None, "reading it", f"{type(error).__name__}: {error}")
    point(None, "signatures (PDF, acts), sums of papers, sentences, pages", "not checked")
    return int(bool(failed)) if known else 2

if __name__ == "__main__":
    sys.exit(main())
