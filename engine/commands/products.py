"""`main.py products`: the products from and to CSV files."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from engine.edition import as_typed_here
from engine.errors import KnownError
from engine.paths import Paths
from engine.products.product_csv import export_csv, import_csv
from engine.settings import load_settings
from engine.store.store import Store, open_store


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    bring = actions.add_parser("import", help="add the products of a CSV file (code, name, picture, order, zone)")
    bring.add_argument("file", type=Path, metavar="FILE.csv")
    bring.add_argument("--replace", action="store_true", help="retire the products that are not in the file")
    take = actions.add_parser("export", help="write the products to a CSV file, with their pictures beside it")
    take.add_argument("file", type=Path, metavar="FILE.csv")
    show = actions.add_parser("list", help="print the products in their order")
    show.add_argument("--json", action="store_true", help="print one JSON document and nothing else")


def run(args: argparse.Namespace, paths: Paths) -> int:
    """Imports, exports or lists. Raises `KnownError`, and then has changed nothing."""
    settings, problems = load_settings(paths.settings)
    store, notices = open_store(settings.store.database or paths.database, now=lambda: datetime.now(UTC))
    with closing(store):
        _warn([*problems, *notices])
        if args.action == "import":
            _import(store, args.file, paths, retire_others=args.replace)
        elif args.action == "export":
            products = store.products()
            _warn(export_csv(args.file, products, paths.product_pictures))
            print(f"{len(products)} products written to {args.file}.")
        else:
            _list(store, as_json=args.json)
    return 0


def _import(store: Store, file: Path, paths: Paths, *, retire_others: bool) -> None:
    known = store.products(include_retired=True)
    products, warnings = import_csv(file, paths.product_pictures, known)
    store.import_products(products, retire_others=retire_others)
    _warn(warnings)
    print(f"{len(products)} products imported from {file}.")


def _list(store: Store, *, as_json: bool) -> None:
    products = store.products()
    if as_json:
        print(json.dumps([asdict(product) for product in products], ensure_ascii=False, indent=1))
        return
    for product in products:
        print(f"{product.order:>4}  {product.code:<16}  {product.name}")
    if not products:
        print(as_typed_here("There are no products yet. Bring some with: main.py products import FILE.csv"))


def _warn(problems: Iterable[KnownError]) -> None:
    for problem in problems:
        print(problem, file=sys.stderr)
