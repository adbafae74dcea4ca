#include "app/explorer/menus/structure_filters.h"

#include "core/io/format.h"
#include "widgets/fields/texts.h"

#include <QStringList>

namespace mbtr::gui {

namespace {

QString patternsOf(const Format& format)
{
    QStringList patterns;
    for (const std::string& suffix : format.suffixes) {
        const QString text = QString::fromStdString(suffix);
        patterns << "*." + text << "*." + text + ".gz";
        // POSCAR and CONTCAR are names, not suffixes, and usually written in capitals.
        if (format.id == "poscar" || format.id == "xdatcar")
            patterns << text.toUpper() + "*";
    }
    return patterns.join(' ');
}

QString filterOf(const Format& format)
{
    return QStringLiteral("%1 (%2)").arg(QString::fromStdString(format.name), patternsOf(format));
}

} // namespace

QString readableStructures()
{
    QStringList all, single;
    for (const Format& format : formats()) {
        all << patternsOf(format);
        single << filterOf(format);
    }
    return tr("Structures (%1)").arg(all.join(' ')) + ";;" + single.join(";;") + ";;" + tr("All files (*)");
}

QString writableStructures()
{
    QStringList filters;
    for (const Format& format : formats())
        if (format.write)
            filters << filterOf(format);
    return filters.join(";;");
}

} // namespace mbtr::gui
