#include "widgets/panels/tensor/outside_grid.h"

#include "core/mbtr/layout.h"
#include "widgets/fields/element_text.h"
#include "widgets/fields/number_text.h"
#include "widgets/fields/texts.h"

#include <QStringList>

namespace mbtr::gui {

namespace {

constexpr int kMostNamed = 6;

QString named(const std::vector<int>& elements)
{
    QStringList symbols;
    QStringList numbers;
    for (int element : elements) {
        if (symbols.size() == kMostNamed)
            return tr("%1 elements (%2, ...)").arg(elements.size()).arg(symbols.join(", "));
        symbols.append(elementText(element));
        numbers.append(QString::number(element));
    }
    return QString("%1 (Z = %2)").arg(symbols.join(", "), numbers.join(", "));
}

} // namespace

QString outsideGrid(const Layout& layout)
{
    for (std::size_t t = 0; t < layout.settings.terms.size(); ++t) {
        if (layout.settings.terms[t].geometry != Geometry::AtomicNumber)
            continue;
        const Bins& bins = layout.bins[t];
        const double right = bins.right();
        std::vector<int> outside;
        for (int element : layout.species)
            if (element < bins.left || element > right)
                outside.push_back(element);
        if (outside.empty())
            continue;
        const QString text = outside.size() == 1 ? tr("k = %1: %2 lies outside the grid %3 to %4 and is not seen.")
                                                 : tr("k = %1: %2 lie outside the grid %3 to %4 and are not seen.");
        return text.arg(layout.settings.terms[t].k).arg(named(outside), shortText(bins.left), shortText(right));
    }
    return {};
}

} // namespace mbtr::gui
