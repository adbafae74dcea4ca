#include "widgets/items/structure_keys.h"

#include "core/base/progress.h"
#include "core/dataset/dataset.h"

#include <QCollator>
#include <algorithm>
#include <numeric>

namespace mbtr::gui {

namespace {

QString fromUtf8(const std::string& text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

std::vector<int> ranksOf(const std::vector<QString>& texts, const Progress& progress)
{
    QCollator collator(QLocale(QLocale::English)); // the C locale knows no numeric mode
    collator.setNumericMode(true);
    std::vector<QCollatorSortKey> keys;
    keys.reserve(texts.size());
    for (const QString& text : texts) {
        progress.throwIfCancelled();
        keys.push_back(collator.sortKey(text));
    }
    std::vector<int> order(texts.size());
    std::iota(order.begin(), order.end(), 0);
    const auto key = [&](int i) -> const QCollatorSortKey& { return keys[static_cast<std::size_t>(i)]; };
    std::sort(order.begin(), order.end(), [&](int a, int b) { return key(a).compare(key(b)) < 0; });
    std::vector<int> ranks(texts.size());
    for (std::size_t i = 1; i < order.size(); ++i)
        ranks[static_cast<std::size_t>(order[i])] =
            ranks[static_cast<std::size_t>(order[i - 1])] + (key(order[i - 1]).compare(key(order[i])) != 0);
    return ranks;
}

bool repeatsTheList(const Property& property, const Dataset& dataset)
{
    const QString name = fromUtf8(property.name).toLower();
    if (name == "formula" || name == "name")
        return true;
    const auto& texts = std::get<StructureTexts>(property.values).values;
    return std::equal(texts.begin(), texts.end(), dataset.structures.begin(), dataset.structures.end(),
                      [](const std::string& text, const Structure& structure) { return text == structure.name; });
}

} // namespace

std::vector<const Property*> listedProperties(const Dataset& dataset)
{
    std::vector<const Property*> listed;
    for (const Property& property : dataset.properties) {
        const bool text = std::holds_alternative<StructureTexts>(property.values);
        if (text ? !repeatsTheList(property, dataset) : property.isScalar())
            listed.push_back(&property);
    }
    return listed;
}

QString structureName(const Dataset& dataset, int row)
{
    const auto& name = dataset.structures[static_cast<std::size_t>(row)].name;
    return name.empty() ? QString::number(row + 1) : fromUtf8(name);
}

StructureKeys makeKeys(std::shared_ptr<const Dataset> dataset, Progress& progress)
{
    StructureKeys keys;
    std::vector<QString> names;
    for (int row = 0; row < dataset->size(); ++row) {
        progress.throwIfCancelled();
        names.push_back(structureName(*dataset, row));
        keys.formulas.push_back(fromUtf8(formula(dataset->structures[static_cast<std::size_t>(row)])));
        keys.searched.push_back((names.back() + '\n' + keys.formulas.back()).toCaseFolded());
    }
    keys.nameRanks = ranksOf(names, progress);
    keys.formulaRanks = ranksOf(keys.formulas, progress);
    for (const Property* property : listedProperties(*dataset)) {
        std::vector<QString> texts;
        if (const auto* values = std::get_if<StructureTexts>(&property->values))
            for (const std::string& text : values->values)
                texts.push_back(fromUtf8(text));
        keys.textRanks.push_back(ranksOf(texts, progress));
    }
    keys.dataset = std::move(dataset);
    return keys;
}

} // namespace mbtr::gui
