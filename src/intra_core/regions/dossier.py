"""The rest of a region: its practices, its action plan and its institutions, read when they are first asked for."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, TypeVar

from attrs import frozen

from intra_core.errors import Complaint, WrongInput
from intra_core.io.document import Document
from intra_core.io.institutions_file import institutions
from intra_core.io.plan_file import Known, plan
from intra_core.io.practice_file import practice
from intra_core.model.institution import Institution
from intra_core.model.plan import ActionPlan
from intra_core.model.practice import Practice
from intra_core.regions.folder import INSTITUTIONS, PLAN, PRACTICES, Folder

if TYPE_CHECKING:
    from intra_core.regions.region import Region

T = TypeVar("T")


@frozen(kw_only=True, eq=False, repr=False)
class Dossier:
    """What a region has beside its measures; a region without a file of a kind has none of it."""

    region: str
    practices: tuple[Practice, ...] = ()
    plan: ActionPlan | None = None
    institutions: tuple[Institution, ...] = ()

    def __repr__(self) -> str:
        plan = f"a plan of {len(self.plan.actions)} actions" if self.plan is not None else "no plan"
        return f"<Dossier of {self.region}: {len(self.practices)} practices, {plan}, {len(self.institutions)} bodies>"


def dossier_of(region: "Region") -> Dossier:
    """Read the dossier of a region that has been read; one that was made without a folder has none.

    Raises:
        WrongInput: with every complaint about every file.
    """
    if region.folder is None:
        return Dossier(region=region.id)
    authorities = [each.id for each in region.authorities]
    measures = [each.identity.id for each in region.measures]
    return dossier_in(region.folder, region.folder_name, region.id, authorities, measures)


def dossier_in(
    folder: Traversable, name: str, region: str, authorities: Collection[str], measures: Collection[str] | None
) -> Dossier:
    """Read the dossier of a region from its folder; `name` stands before its files' names.

    Args:
        folder: the folder that `region.toml` stands in.
        name: the name of the folder, for complaints.
        region: the region's id.
        authorities: the keys of its authorities.
        measures: the ids of its measures; without them a link to one is taken as it stands.

    Raises:
        WrongInput: with every complaint about every file.
    """
    files = Folder(folder, name)
    entries = files.names()
    documents: list[Document] = []

    def read(path: tuple[str, ...], make: Callable[[Document], T]) -> T | None:
        document = files.document(*path)
        if document is None:
            return None
        documents.append(document)
        return make(document)

    bodies: tuple[Institution, ...] = ()
    if INSTITUTIONS in entries:
        bodies = read((INSTITUTIONS,), lambda each: institutions(each, region, authorities)) or ()
    keys = {*authorities, *(each.id for each in bodies)}
    written = [read((PRACTICES, file), lambda each: practice(each, region, keys)) for file in files.practices(entries)]
    found = [each for each in written if each is not None]
    ids = {each.id for each in found}
    action_plan = None
    if PLAN in entries:
        known = Known(region=region, bodies=keys, practices=ids, measures=measures)
        action_plan = read((PLAN,), lambda each: plan(each, known))
    complaints = [*files.complaints, *(each for document in documents for each in document.complaints)]
    complaints.extend(_twice(found))
    if complaints:
        raise WrongInput(sorted(complaints, key=lambda each: (each.file or "", each.line or 0)))
    return Dossier(region=region, practices=tuple(sorted(found, key=_order)), plan=action_plan, institutions=bodies)


def _order(each: Practice) -> tuple[float, str]:
    number = each.seen.number
    return (number if number is not None else float("inf"), each.id)


def _twice(practices: Sequence[Practice]) -> Iterator[Complaint]:
    yield from _said_twice(practices, lambda each: each.id, "the practice {!r} stands in two files")
    numbers = "two practices have the number {} of the collection"
    yield from _said_twice(practices, lambda each: each.seen.number, numbers)
    items = "two practices have the item {} of the platform"
    yield from _said_twice(practices, lambda each: each.platform.item if each.platform else None, items)


def _said_twice(practices: Iterable[Practice], of: Callable[[Practice], object], says: str) -> Iterator[Complaint]:
    seen: dict[object, str] = {}
    for each in practices:
        value = of(each)
        if value in seen:
            yield Complaint(says=says.format(value), file=each.file, instead=f"the other is {seen[value]}")
        elif value is not None:
            seen[value] = each.file
