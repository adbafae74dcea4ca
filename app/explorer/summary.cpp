#include "app/explorer/summary.h"

#include "core/chemistry/element.h"
#include "widgets/session/session.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <algorithm>

namespace mbtr::gui {

namespace {

QString text(const char* source)
{
    return QCoreApplication::translate("Summary", source);
}

QString counted(int n, const char* one, const char* several)
{
    return n == 1 ? text(one) : text(several).arg(n);
}

QString atomRange(const Dataset& dataset)
{
    const auto [least, most] = std::ranges::minmax_element(dataset.structures, {}, &Structure::atomCount);
    if (least->atomCount() == most->atomCount())
        return counted(least->atomCount(), "1 atom", "%1 atoms");
    return text("%1 to %2 atoms").arg(least->atomCount()).arg(most->atomCount());
}

QString elements(const Dataset& dataset)
{
    QStringList symbols;
    for (const int number : elementsOf(dataset))
        symbols.append(QString::fromStdString(std::string(elementSymbol(number))));
    return symbols.join(' ');
}

} // namespace

QString titleOf(const Session& session)
{
    const auto& files = session.files();
    if (files.isEmpty())
        return text("MBTR Explorer");
    const QString what = files.size() == 1 ? QFileInfo(files[0]).fileName() : text("%1 files").arg(files.size());
    return text("%1 — MBTR Explorer").arg(what);
}

QString summaryOf(const Session& session)
{
    const auto& dataset = session.dataset().value;
    if (!dataset || dataset->size() == 0)
        return text("No structures: open a file, or drop one here");
    const QString all = text("%1 — %2 of %3")
        .arg(counted(dataset->size(), "1 structure", "%1 structures"), atomRange(*dataset), elements(*dataset));
    return session.showsFirstStructures() ? text("The first %1, reading…").arg(all) : all;
}

} // namespace mbtr::gui
