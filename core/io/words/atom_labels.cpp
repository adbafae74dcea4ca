#include "core/io/words/atom_labels.h"

#include "core/base/text.h"
#include "core/chemistry/element.h"
#include "core/dataset/dataset_builder.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace mbtr {

namespace {

constexpr const char* kName = "atom_name";
constexpr const char* kResidue = "residue_name";
constexpr const char* kNumber = "residue_number";
constexpr const char* kInsertion = "insertion_code";
constexpr const char* kChain = "chain";

void setTexts(DatasetBuilder& builder, const char* name, std::vector<std::string>& texts)
{
    if (std::any_of(texts.begin(), texts.end(), [](const std::string& text) { return !text.empty(); }))
        builder.setAtoms(name, std::move(texts));
}

template <typename Column> const Column* columnOf(const Dataset& dataset, const char* name)
{
    const Property* property = dataset.find(name);
    return property ? std::get_if<Column>(&property->values) : nullptr;
}

} // namespace

void AtomLabels::add(const AtomLabel& label, int species)
{
    m_namesTell = m_namesTell || (!label.name.empty() && atomicNumberOf(label.name) != species);
    m_names.emplace_back(label.name);
    m_residues.emplace_back(label.residue);
    m_insertions.emplace_back(label.insertion);
    m_chains.emplace_back(label.chain);
    const auto number = parseInteger(label.number);
    m_numbers.push_back(number ? static_cast<double>(*number) : std::numeric_limits<double>::quiet_NaN());
}

bool AtomLabels::isPlaceholder() const
{
    return std::all_of(m_residues.begin(), m_residues.end(), [](const std::string& residue) { return residue == "MOL"; })
        && std::all_of(m_numbers.begin(), m_numbers.end(), [](double number) { return number == 1 || std::isnan(number); });
}

void AtomLabels::moveTo(DatasetBuilder& builder)
{
    if (isPlaceholder()) {
        *this = {};
        return;
    }
    if (m_namesTell)
        setTexts(builder, kName, m_names);
    setTexts(builder, kResidue, m_residues);
    setTexts(builder, kInsertion, m_insertions);
    setTexts(builder, kChain, m_chains);
    if (std::any_of(m_numbers.begin(), m_numbers.end(), [](double number) { return !std::isnan(number); }))
        builder.setAtoms(kNumber, 1, std::move(m_numbers));
    *this = {};
}

bool isAtomLabel(const Property& property)
{
    const bool isText = std::holds_alternative<AtomTexts>(property.values);
    const auto* numbers = std::get_if<AtomNumbers>(&property.values);
    return (isText
            && (property.name == kName || property.name == kResidue || property.name == kInsertion || property.name == kChain))
        || (numbers && numbers->components == 1 && property.name == kNumber);
}

StatedLabels::StatedLabels(const Dataset& dataset)
    : m_names(columnOf<AtomTexts>(dataset, kName))
    , m_residues(columnOf<AtomTexts>(dataset, kResidue))
    , m_insertions(columnOf<AtomTexts>(dataset, kInsertion))
    , m_chains(columnOf<AtomTexts>(dataset, kChain))
    , m_numbers(columnOf<AtomNumbers>(dataset, kNumber))
{
    if (m_numbers && m_numbers->components != 1)
        m_numbers = nullptr;
}

std::string_view StatedLabels::textOf(const AtomTexts* texts, std::size_t index, std::size_t atom)
{
    return texts && atom < texts->values[index].size() ? std::string_view(texts->values[index][atom]) : std::string_view();
}

long StatedLabels::residueNumber(std::size_t index, std::size_t atom) const
{
    if (!m_numbers || atom >= m_numbers->values[index].size())
        return 1;
    const double number = m_numbers->values[index][atom];
    return std::abs(number) < 1e9 ? std::lround(number) : 1;
}

} // namespace mbtr
