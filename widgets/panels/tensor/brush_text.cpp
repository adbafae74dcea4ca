#include "widgets/panels/tensor/brush_text.h"

#include "widgets/fields/texts.h"
#include "widgets/fields/units.h"
#include "widgets/work/brush_inspector.h"

#include <QLocale>
#include <algorithm>
#include <cmath>

namespace mbtr::gui {

namespace {

} // namespace

QString brushText(const Brush& brush, const Layout& layout)
{
    const int block = blockOf(brush, layout);
    if (block < 0)
        return {};
    const Bins& bins = layout.bins[static_cast<std::size_t>(brush.term)];
    const Geometry geometry = layout.settings.terms[static_cast<std::size_t>(brush.term)].geometry;
    const ShownUnit unit = shownUnit(info(geometry).unit);
    const auto number = [&](int edge) {
        return QString::number(unit.scale * (bins.left + edge * bins.step), 'g', 4).replace('-', QChar(0x2212));
    };
    const QString name
        = QString::fromStdString(blockName(layout.blocks[static_cast<std::size_t>(block)])).replace('-', QChar(0x2013));
    return tr("%1, %2 %3 to %4 %5")
        .arg(name, axisLabel(geometry), number(brush.beginBin), number(brush.endBin), unit.text)
        .trimmed();
}

QString tupleWord(int k, int count)
{
    const QString one[] = {tr("atom"), tr("pair"), tr("triple"), tr("quadruple")};
    const QString many[] = {tr("atoms"), tr("pairs"), tr("triples"), tr("quadruples")};
    return (count == 1 ? one : many)[static_cast<std::size_t>(k - 1)];
}

QString sumText(const BrushedTuples& tuples)
{
    const double sum = tuples.contributions.total, value = tuples.value;
    const bool equal = std::abs(sum - value) <= 1e-9 * std::max({1e-6, std::abs(sum), std::abs(value)});
    const int count = static_cast<int>(tuples.contributions.tuples.size());
    return tr("%1 %2: sum of shares %3 %4 value %5")
        .arg(QLocale(QLocale::English).toString(count), tupleWord(tuples.brush.k, count), QString::number(sum, 'g', 7),
             equal ? QString("=") : QString(QChar(0x2260)), QString::number(value, 'g', 7));
}

} // namespace mbtr::gui
