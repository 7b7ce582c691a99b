package import Notation

/// The text of a catalogued function, `function.yaml`: one task, with the schemas of its input and its output.
package enum FunctionFile {
    /// What is wrong with it, and with what it calls. Catalogs that a document would have to declare are not known here,
    /// so calls into them are taken at their word.
    ///
    /// - Parameter address: where it lies; the paths of `catalog` are relative to the same folder.
    package static func diagnostics(
        of source: SourceText, at address: FunctionAddress, functions: Set<String>, catalog: FunctionCatalog = .none
    ) -> [Diagnostic] {
        let problems = Problems(file: source.file)
        guard let tree = LocatedTree.parsing(source, problems) else { return problems.inOrder }
        var shownFolder = source.file
        if source.file.hasSuffix(address.text) { shownFolder.removeLast(address.text.count) }
        let cataloged = CatalogedFunctions(catalog, besides: shownFolder)
        var reader = Reader(tree: tree, problems: problems, cataloged: cataloged)
        reader.functions = functions
        let home = address.place.map { CatalogEndpoint(name: nil, folder: $0.catalog) }
        var function = reader.function(in: tree, problems, at: address, home: home)
        function.knowsCatalogs = false
        _ = function.catalogedTask(named: address.place?.name ?? "function")
        cataloged.read(by: function)
        return (problems.inOrder + cataloged.diagnostics).sorted(by: Diagnostic.inOrder)
    }
}
