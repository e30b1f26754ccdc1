"""A kind of import contract: a library belongs to certain modules,
whatever other modules there will be.
"""

import grimp
from importlinter import Contract, ContractCheck, fields, output


class OnlyContract(Contract):
    """Kept if nothing but `modules` (and what is inside them) imports any of `libraries` directly.

    import-linter's own contracts ask for every other module by name,
    so that a module added later would go unwatched.
    """

    type_name = "only"

    modules = fields.ListField(subfield=fields.StringField())
    libraries = fields.ListField(subfield=fields.StringField())

    def check(self, graph: grimp.ImportGraph, verbose: bool) -> ContractCheck:
        options = self.contract_options
        allowed = tuple(f"{module}." for module in options["modules"])
        illegal = [
            f"{importer} -> {library}"
            for library in options["libraries"]
            if library in graph.modules
            for importer in sorted(graph.find_modules_that_directly_import(library))
            if not f"{importer}.".startswith(allowed)
        ]
        return ContractCheck(kept=not illegal, metadata={"illegal": illegal})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for link in check.metadata["illegal"]:
            output.print_error(f"- {link}", bold=False)
        output.new_line()
