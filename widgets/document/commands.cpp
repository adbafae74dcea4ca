#include "widgets/document/commands.h"

#include "core/mbtr/layout.h"
#include "core/mbtr/settings_json.h"
#include "widgets/document/brush.h"
#include "widgets/document/session.h"

#include <QFileInfo>

namespace mbtr::gui {

namespace {

QString quoted(QString text)
{
    return '\'' + text.replace('\'', "'\\''") + '\'';
}

QString withSettings(const MbtrSettings& settings, const QString& command)
{
    return QString("cat > settings.json <<'END'\n%1\nEND\n%2\n").arg(QString::fromStdString(toJson(settings)).trimmed(), command);
}

/// The file of a structure and its number in it, counted from 0.
QString placeOf(const Session& session, int structure)
{
    const auto& dataset = session.dataset().value;
    if (!dataset || session.isEdited(structure))
        return {};
    for (const Source& source : dataset->sources)
        if (structure >= source.begin && structure < source.end)
            return quoted(QString("%1@%2").arg(QString::fromStdString(source.path)).arg(structure - source.begin));
    return {};
}

} // namespace

QString computeCommand(const Session& session)
{
    QStringList files;
    for (const QString& file : session.files())
        files << quoted(file);
    return files.isEmpty()
        ? QString()
        : withSettings(session.mbtrSettings(),
                       QString("mbtr compute %1 --settings settings.json -o features.npz").arg(files.join(' ')));
}

QString distanceCommand(const Session& session, int a, int b)
{
    const QString placeA = placeOf(session, a), placeB = placeOf(session, b);
    if (placeA.isEmpty() || placeB.isEmpty())
        return {};
    return withSettings(session.mbtrSettings(),
                        QString("mbtr distance %1 %2 --settings settings.json --json").arg(placeA, placeB));
}

QString contributionsCommand(const Session& session, int structure, const Brush& brush)
{
    const QString place = placeOf(session, structure);
    if (place.isEmpty())
        return {};
    const QString block = QString::fromStdString(blockName({.term = brush.term, .k = brush.k, .species = brush.species}));
    return withSettings(session.mbtrSettings(),
                        QString("mbtr contributions %1 --settings settings.json --block %2:%3 --term %4 --range %5:%6")
                            .arg(place)
                            .arg(brush.k)
                            .arg(block)
                            .arg(brush.term)
                            .arg(brush.beginBin)
                            .arg(brush.endBin));
}

QString originText(const Session& session)
{
    QStringList names;
    for (const QString& file : session.files())
        names << QFileInfo(file).fileName();
    return QString("%1; settings %2").arg(names.join(", "), QString::fromStdString(toJson(session.mbtrSettings())).simplified());
}

} // namespace mbtr::gui
