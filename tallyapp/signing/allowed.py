"""All that a revision after the signature may hold, listed down to the keys of a dictionary."""

import re
from collections.abc import Iterable

from tallyapp.signing.described import same_but_for_the_writer
from tallyapp.signing.document import Document, NotProof
from tallyapp.signing.proof import PROOFS, is_proof, timestamp
from tallyapp.signing.report import Later, LaterFound, Timestamp
from tallyapp.signing.syntax import Name, Object, Ref, Value, Word

_OF_THE_WRITER = frozenset({"ModDate", "Producer"})
"""What a program that adds a timestamp writes about itself."""
_LONGEST_REMARK = 256
# Just these: /AP and /MK draw on the page, /A and /AA run something.
_FIELD = frozenset({"FT", "T", "Type", "Subtype", "F", "Rect", "P", "V"})
_TOOLTIP = b"Timestamp"
_STAMP = frozenset({"Type", "Filter", "SubFilter", "Contents", "ByteRange"})
_STAMP_MAY = _STAMP | {"V"}
_VRI = {"Cert": "Certs", "CRL": "CRLs", "OCSP": "OCSPs"}
_FIELD_NAME = re.compile(rb"[A-Za-z0-9_-]{1,64}")
_VRI_NAME = re.compile(r"[0-9A-F]{40}")
_DATE = re.compile(rb"D:[0-9Z+'-]{4,30}")
_ZERO_RECT: list[Value] = [0, 0, 0, 0]


class Revision:
    """One revision, whose objects are taken one by one for what they are for; none may be left
    over.
    """

    def __init__(self, before: Document, objects: Iterable[Object], end: int) -> None:
        self._before = before
        self._new = {each.number: each for each in objects}
        self._left = dict(self._new)
        self._end = end
        self._counts = dict.fromkeys(PROOFS, 0)
        self._timestamps: list[Timestamp] = []
        self.roles: dict[int, str] = {}

    def proves(self) -> Later:
        """What it proves; NotProof if it holds anything else."""
        self._information()
        self._catalogue()
        for left in self._left.values():
            if self._before.knows(left.number):
                raise NotProof(LaterFound.REPLACED, f"{left.number}")
            raise NotProof(LaterFound.LOOSE, f"{left.number}")
        later = Later(
            timestamps=tuple(self._timestamps),
            certificates=self._counts["Certs"],
            lists=self._counts["CRLs"],
            answers=self._counts["OCSPs"],
        )
        if not later.proves_something:
            raise NotProof(LaterFound.EMPTY)
        return later

    def _take(self, ref: Value | None) -> Object | None:
        """An object of this revision, which then is no longer left over."""
        if not isinstance(ref, Ref) or ref.generation:
            return None
        return self._left.pop(ref.number, None)

    def _information(self) -> None:
        """The document information may name the program that wrote last, and when."""
        ref = self._before.reference("Info")
        taken = self._take(ref)
        if taken is None:
            return
        now = _dictionary(taken, LaterFound.INFORMATION)
        old = self._before.dictionary(ref)
        if changed := _changed(old, now) - _OF_THE_WRITER:
            raise NotProof(LaterFound.INFORMATION, slashed(changed))
        for key in _OF_THE_WRITER & set(now):
            remark = now[key]
            if not isinstance(remark, bytes) or len(remark) > _LONGEST_REMARK:
                raise NotProof(LaterFound.INFORMATION, f"/{key}")

    def _catalogue(self) -> None:
        """The catalogue may name a security store and new fields."""
        ref = self._before.reference("Root")
        old = self._before.dictionary(ref)
        taken = self._take(ref)
        now = old if taken is None else _dictionary(taken, LaterFound.CATALOGUE)
        changed = _changed(old, now)
        if strange := changed - {"DSS", "AcroForm"}:
            raise NotProof(LaterFound.CATALOGUE, slashed(strange))
        self._description(old.get("Metadata"))
        if "AcroForm" in changed:
            self._fields(old.get("AcroForm"), now.get("AcroForm"))
        store = now.get("DSS")
        # Proofs may be added and never taken away: what was proven must stay so.
        if store is None and "DSS" in old:
            raise NotProof(LaterFound.CATALOGUE, "/DSS")
        if store is not None and ("DSS" in changed or isinstance(store, Ref)):
            self._store(store)

    def _description(self, ref: Value | None) -> None:
        """The description as XMP may name the program that wrote last, and when."""
        taken = self._take(ref)
        if taken and not same_but_for_the_writer(self._before.object(ref), taken):
            raise NotProof(LaterFound.INFORMATION, "/Metadata")

    # ---- timestamps

    def _fields(self, old: Value | None, now: Value | None) -> None:
        if (
            not isinstance(old, dict)
            or not isinstance(now, dict)
            or _changed(old, now) != {"Fields"}
        ):
            raise NotProof(LaterFound.CATALOGUE, "/AcroForm")
        pages: dict[int, list[Value]] = {}
        for ref in _added(old["Fields"], now["Fields"], LaterFound.CATALOGUE, "/Fields"):
            page = self._field(ref)
            pages.setdefault(page.number, []).append(ref)
        for number, fields in pages.items():
            self._page(Ref(number, 0), fields)

    def _field(self, ref: Value) -> Ref:
        """A field that is nowhere to be seen, with its timestamp; gives its page."""
        field = self._fresh(ref, LaterFound.FIELD)
        value = _dictionary(field, LaterFound.FIELD)
        if value.get("TU") == _TOOLTIP:
            value = {key: each for key, each in value.items() if key != "TU"}
        if wrong := _FIELD ^ set(value):
            raise NotProof(LaterFound.FIELD, slashed(wrong))
        # A reference is no nought: a viewer follows it to an edge that nobody looked at.
        if value["Rect"] != _ZERO_RECT:
            raise NotProof(LaterFound.FIELD_SEEN)
        kinds = {"FT": Name("Sig"), "Type": Name("Annot"), "Subtype": Name("Widget")}
        for key, kind in kinds.items():
            if value[key] != kind:
                raise NotProof(LaterFound.FIELD, f"/{key}")
        name = value["T"]
        # Two fields of one name are one field to a viewer.
        if (
            not isinstance(name, bytes)
            or not _FIELD_NAME.fullmatch(name)
            or name in self._before.names
        ):
            raise NotProof(LaterFound.FIELD, "/T")
        self._before.names.add(name)
        if not isinstance(value["F"], int):
            raise NotProof(LaterFound.FIELD, "/F")
        page = value["P"]
        if not isinstance(page, Ref) or not self._before.knows(page.number):
            raise NotProof(LaterFound.FIELD, "/P")
        self._stamp(value["V"])
        return page

    def _page(self, ref: Ref, fields: list[Value]) -> None:
        """A page may name its new fields among its annotations."""
        taken = self._take(ref)
        if taken is None:
            return
        old = self._before.dictionary(ref)
        now = _dictionary(taken, LaterFound.PAGE)
        if old.get("Type") != Name("Page") or _changed(old, now) - {"Annots"}:
            raise NotProof(LaterFound.PAGE, slashed(_changed(old, now)))
        # Just the fields found before: an annotation of another kind is a drawing.
        added = _added(old.get("Annots", []), now.get("Annots", []), LaterFound.PAGE, "/Annots")
        if added != fields:
            raise NotProof(LaterFound.PAGE, "/Annots")

    def _stamp(self, ref: Value) -> None:
        found = self._fresh(ref, LaterFound.TIMESTAMP)
        value = _dictionary(found, LaterFound.TIMESTAMP)
        if not _STAMP <= set(value) <= _STAMP_MAY or value.get("V", 0) != 0:
            raise NotProof(LaterFound.TIMESTAMP, slashed(set(value) ^ _STAMP))
        kinds = {"Type": "DocTimeStamp", "SubFilter": "ETSI.RFC3161", "Filter": "Adobe.PPKLite"}
        for key, kind in kinds.items():
            if value[key] != Name(kind):
                raise NotProof(LaterFound.TIMESTAMP, f"/{key}")
        stamped = self._stamped(value["ByteRange"], found)
        token = value["Contents"]
        told = timestamp(token, stamped) if isinstance(token, bytes) else None
        if told is None:
            raise NotProof(LaterFound.TIMESTAMP, "/Contents")
        self._timestamps.append(told)

    def _stamped(self, byte_range: Value, found: Object) -> tuple[bytes, bytes]:
        """The two stretches that the timestamp is of: all up to its revision's end but its own
        value.
        """
        numbers = byte_range if isinstance(byte_range, list) else []
        places = [number for number in numbers if isinstance(number, int) and number >= 0]
        if len(places) != 4 or len(numbers) != 4:
            raise NotProof(LaterFound.TIMESTAMP, "/ByteRange")
        first, length, start, rest = places
        gap = self._before.bytes(length, start)
        whole = (
            first == 0
            and found.start < length < start < found.end
            and self._before.bytes(found.start, length).rstrip().endswith(b"/Contents")
            and gap[:1] + gap[-1:] == b"<>"
            and not set(gap[1:-1]) - set(b"0123456789ABCDEFabcdef")
            and self._before.ends(start + rest, self._end)
        )
        if not whole:
            raise NotProof(LaterFound.TIMESTAMP, "/ByteRange")
        return self._before.bytes(0, length), self._before.bytes(start, start + rest)

    # ---- the security store

    def _store(self, value: Value) -> None:
        """The document security store: certificates, lists and answers, and which signature they
        are for.
        """
        store = self._part(value, "store", dict)
        if not isinstance(store, dict):
            return
        # The loophole that was used: a validator took whatever the store names for proof.
        if strange := set(store) - {"Type", "VRI", *PROOFS}:
            raise NotProof(LaterFound.STORE, slashed(strange))
        if store.get("Type", Name("DSS")) != Name("DSS"):
            raise NotProof(LaterFound.STORE, "/Type")
        for kind in PROOFS:
            self._proofs(store.get(kind, []), kind)
        by_signature = self._part(store.get("VRI", {}), "by signature", dict)
        for name, entry in by_signature.items() if isinstance(by_signature, dict) else ():
            if not _VRI_NAME.fullmatch(name):
                raise NotProof(LaterFound.STORE, "/VRI")
            self._of_one_signature(entry)

    def _of_one_signature(self, value: Value) -> None:
        entry = self._part(value, "one signature", dict)
        if not isinstance(entry, dict):
            return
        if strange := set(entry) - {"Type", "TU", *_VRI}:
            raise NotProof(LaterFound.STORE, slashed(strange))
        date = entry.get("TU", b"D:2000")
        if not isinstance(date, bytes) or not _DATE.fullmatch(date):
            raise NotProof(LaterFound.STORE, "/TU")
        if entry.get("Type", Name("VRI")) != Name("VRI"):
            raise NotProof(LaterFound.STORE, "/Type")
        for key, kind in _VRI.items():
            self._proofs(entry.get(key, []), kind)

    def _proofs(self, value: Value, kind: str) -> None:
        """The certificates, lists or answers in an array."""
        array = self._part(value, f"array of {kind}", list)
        for ref in array if isinstance(array, list) else ():
            if not isinstance(ref, Ref):
                raise NotProof(LaterFound.STORE, f"/{kind}")
            if self.roles.get(ref.number, self._before.role(ref.number)) == kind:
                if ref.number in self._left:
                    raise NotProof(LaterFound.REPLACED, f"{ref.number}")
                continue
            stream = self._fresh(ref, LaterFound.STORE)
            if not is_proof(kind, stream):
                raise NotProof(LaterFound.STREAM, f"{stream.number}")
            self.roles[ref.number] = kind
            self._counts[kind] += 1

    def _part(self, value: Value, role: str, kind: type) -> Value:
        """A part of the store, given directly or by reference; null if it stays as it was."""
        found: Value
        if not isinstance(value, Ref):
            found = value
        else:
            taken = self._take(value)
            if taken is None:
                if self.roles.get(value.number, self._before.role(value.number)) != role:
                    raise NotProof(LaterFound.STORE)
                return Word("null")
            if self._before.knows(taken.number) and self._before.role(taken.number) != role:
                raise NotProof(LaterFound.REPLACED, f"{taken.number}")
            if taken.raw is not None:
                raise NotProof(LaterFound.STREAM, f"{taken.number}")
            self.roles[taken.number] = role
            found = taken.value
        if not isinstance(found, kind):
            raise NotProof(LaterFound.STORE)
        return found

    def _fresh(self, ref: Value, found: LaterFound) -> Object:
        """An object that this revision adds and that nothing else has named."""
        taken = self._take(ref)
        if taken is None:
            raise NotProof(found)
        if self._before.knows(taken.number):
            raise NotProof(LaterFound.REPLACED, f"{taken.number}")
        return taken


def _dictionary(taken: Object, found: LaterFound) -> dict[str, Value]:
    if not isinstance(taken.value, dict) or taken.raw is not None:
        raise NotProof(found)
    return taken.value


def _changed(old: dict[str, Value], now: dict[str, Value]) -> set[str]:
    """The keys whose values are not the same in both."""
    return {key for key in old.keys() | now.keys() if old.get(key) != now.get(key)}


def _added(old: Value, now: Value, found: LaterFound, what: str) -> list[Value]:
    """What is in a list after all that was in it before."""
    if not isinstance(old, list) or not isinstance(now, list) or now[: len(old)] != old:
        raise NotProof(found, what)
    return now[len(old) :]


def slashed(keys: Iterable[str]) -> str:
    """Keys as a PDF writes them, the first few of them."""
    return ", ".join(f"/{key[:40]}" for key in sorted(keys)[:4])
