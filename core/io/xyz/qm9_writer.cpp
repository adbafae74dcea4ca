#include "core/base/error.h"
#include "core/base/text.h"
#include "core/chemistry/element.h"
#include "core/io/writers.h"
#include "core/io/xyz_dialects.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <ostream>

namespace mbtr {

namespace {

/// The columns of a dataset that a QM9 file consists of.
class Qm9Writer {
public:
    Qm9Writer(const Dataset& dataset, Messages& messages)
        : m_dataset(dataset)
    {
        std::string unstated;
        for (const PropertyUnit& known : kQm9Properties)
            m_numbers.push_back(requireNumbers(known, unstated));
        if (!unstated.empty())
            messages.push_back({.text = "QM9 files have fixed units, and these properties state none: " + unstated});
        const Property* charges = dataset.find("mulliken_charge");
        m_charges = charges ? std::get_if<AtomNumbers>(&charges->values) : nullptr;
        if (m_charges && m_charges->components != 1)
            m_charges = nullptr;
        if (!m_charges)
            messages.push_back({.text = "there is no property 'mulliken_charge'; nan is written for it"});
    }

    void write(std::size_t index, std::ostream& out) const
    {
        const Structure& structure = m_dataset.structures[index];
        out << structure.atomCount() << '\n' << tagOf(structure, index);
        for (const auto* column : m_numbers)
            out << '\t' << toText(column->values[index]);
        out << '\n';
        for (int atom = 0; atom < structure.atomCount(); ++atom)
            writeAtom(structure, index, atom, out);
        out << textOf("frequencies", index) << '\n'
            << textOf("smiles", index) << '\t' << textOf("smiles_relaxed", index) << '\n'
            << textOf("inchi", index) << '\t' << textOf("inchi_relaxed", index) << '\n';
    }

private:
    const StructureNumbers* requireNumbers(const PropertyUnit& known, std::string& unstated) const
    {
        const auto found = std::find_if(m_dataset.properties.begin(), m_dataset.properties.end(), [&](const Property& property) {
            return property.isScalar() && qm9NameOf(property.name) == known.name;
        });
        if (found == m_dataset.properties.end())
            throw SettingsError(known.name,
                                "a QM9 file needs this property (one number a structure, in " + std::string(known.unit)
                                    + "), there is none");
        if (found->unit.empty())
            unstated += (unstated.empty() ? "" : ", ") + found->name + " (" + known.unit + ")";
        else if (found->unit != known.unit)
            throw SettingsError(known.name, "a QM9 file has it in " + std::string(known.unit) + ", here it is in " + found->unit);
        return std::get_if<StructureNumbers>(&found->values);
    }

    /// "gdb 17"; structures of other names get their number.
    static std::string tagOf(const Structure& structure, std::size_t index)
    {
        const auto words = splitWords(structure.name);
        const bool isTag = words.size() == 2 && words[0] == "gdb" && parseInteger(words[1]);
        return "gdb " + (isTag ? std::string(words[1]) : std::to_string(index + 1));
    }

    void writeAtom(const Structure& structure, std::size_t index, int atom, std::ostream& out) const
    {
        const auto row = static_cast<std::size_t>(atom);
        const bool known = m_charges && !m_charges->values[index].empty();
        out << elementSymbol(structure.species[row]);
        for (int axis = 0; axis < 3; ++axis)
            out << '\t' << toText(structure.positions(axis, atom));
        out << '\t' << toText(known ? m_charges->values[index][row] : std::numeric_limits<double>::quiet_NaN()) << '\n';
    }

    /// One line of it: a frequency or a SMILES with a line break would shift all that follows.
    std::string textOf(std::string_view name, std::size_t index) const
    {
        const Property* property = m_dataset.find(name);
        const auto* texts = property ? std::get_if<StructureTexts>(&property->values) : nullptr;
        std::string text = texts ? texts->values[index] : std::string();
        std::replace_if(
            text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
        return text;
    }

    const Dataset& m_dataset;
    std::vector<const StructureNumbers*> m_numbers; ///< in the order of kQm9Properties
    const AtomNumbers* m_charges = nullptr;
};

} // namespace

void writeQm9(const Dataset& dataset, std::ostream& out, Messages& messages)
{
    const Qm9Writer writer(dataset, messages);
    for (std::size_t i = 0; i < dataset.structures.size(); ++i)
        writer.write(i, out);
}

} // namespace mbtr
