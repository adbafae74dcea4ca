#include "widgets/fields/element_text.h"

#include "core/chemistry/element.h"
#include "widgets/fields/counting.h"

namespace mbtr::gui {

QString elementText(int atomicNumber)
{
    const auto symbol = elementSymbol(atomicNumber);
    return QString::fromUtf8(symbol.data(), static_cast<qsizetype>(symbol.size()));
}

QString atomText(const std::vector<int>& species, int atom)
{
    return elementText(species[static_cast<std::size_t>(atom)]) + QString::number(numberOf(atom));
}

} // namespace mbtr::gui
