#include "app/cli/commands.h"
#include "core/io/format.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

namespace mbtr::cli {

namespace {

struct Holding {
    const char* key;
    const char* text;
    bool Format::*field;
};

constexpr Holding kHoldings[] {{"several", "several structures", &Format::holdsSeveral},
                               {"cell", "cell", &Format::holdsCell},
                               {"molecules", "molecules", &Format::holdsMolecules},
                               {"structure_properties", "properties of structures", &Format::holdsStructureProperties},
                               {"atom_properties", "properties of atoms", &Format::holdsAtomProperties},
                               {"atom_texts", "texts of atoms", &Format::holdsAtomTexts},
                               {"bonds", "bonds", &Format::holdsBonds},
                               {"formal_charges", "formal charges", &Format::holdsFormalCharges},
                               {"atom_labels", "names of atoms, residues and chains", &Format::holdsAtomLabels},
                               {"constraints", "constraints", &Format::holdsConstraints}};

const char* accessOf(const Format& format)
{
    return format.write ? "R/W" : "R";
}

void printFormatsAsJson()
{
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const Format& format : formats()) {
        nlohmann::ordered_json holds = nlohmann::ordered_json::array();
        for (const Holding& holding : kHoldings)
            if (format.*holding.field)
                holds.push_back(holding.key);
        list.push_back({{"id", format.id},
                        {"name", format.name},
                        {"suffixes", format.suffixes},
                        {"read", true},
                        {"write", format.write != nullptr},
                        {"holds", holds},
                        {"reference", format.reference}});
    }
    std::cout << list.dump(2) << '\n';
}

std::string holdingsOf(const Format& format)
{
    std::string text;
    for (const Holding& holding : kHoldings)
        if (format.*holding.field)
            text += (text.empty() ? "" : ", ") + std::string(holding.text);
    return text;
}

void printFormats()
{
    for (const Format& format : formats())
        std::cout << fmt::format("{:<38} {:<4} .{}\n    holds {}\n    {}\n", format.name, accessOf(format),
                                 fmt::join(format.suffixes, " ."), holdingsOf(format), format.reference);
    std::cout << "\nEach may be gzipped (.gz). Content decides where the suffix does not.\n";
}

} // namespace

void addFormats(CLI::App& app)
{
    auto json = std::make_shared<bool>(false);
    CLI::App* command = app.add_subcommand(
        "formats", "List the file formats of structures: what they can hold, suffixes, where they are defined");
    command->add_flag("--json", *json, "Print JSON instead of a table");
    command->callback([json] { *json ? printFormatsAsJson() : printFormats(); });
}

} // namespace mbtr::cli
