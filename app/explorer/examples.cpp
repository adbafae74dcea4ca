#include "app/explorer/examples.h"

#include <QDir>
#include <QFile>

namespace mbtr::gui {

namespace {

const QString kFolder = QStringLiteral(":/examples/");

QString titleOf(const QString& file)
{
    QString title = file.section('.', 0, 0).replace('_', ' ');
    title[0] = title[0].toUpper();
    const QString suffix = file.section('.', 1, 1);
    return suffix == "extxyz" ? title : QStringLiteral("%1 (%2)").arg(title, suffix.toUpper());
}

} // namespace

QList<Examples::Example> Examples::list()
{
    QList<Example> examples;
    for (const QString& file : QDir(kFolder).entryList(QDir::Files, QDir::Name))
        examples.append({file, titleOf(file)});
    return examples;
}

QString Examples::defaultFile()
{
    const QString preferred = "ethanol_dynamics.extxyz.gz";
    return QFile::exists(kFolder + preferred) ? preferred : list().value(0).file;
}

QString Examples::extract(const QString& file)
{
    const QString path = m_folder.filePath(file);
    if (!QFile::exists(path) && !QFile::copy(kFolder + file, path))
        return {};
    return path;
}

} // namespace mbtr::gui
