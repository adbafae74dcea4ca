#pragma once

#include "widgets/panels/desk/structure_desk.h"

#include <QObject>

namespace mbtr::gui {

class PictureDialog;
class PictureJob;
class VtkView;

/// File > Export picture: asks what the picture is to be like and makes it in the background.
class PictureExport : public QObject {
    Q_OBJECT

public:
    PictureExport(const StructureDesk::Parts& parts, VtkView* view, QObject* parent);

    /// Opens the dialog.
    void open();
    /// What is on the screen, to the clipboard, at once.
    void copy();
    PictureJob* job() const { return m_job; }

signals:
    /// One sentence.
    void failed(const QString& problem);

private:
    StructureDesk::Parts m_parts;
    VtkView* m_view;
    PictureJob* m_job;
};

} // namespace mbtr::gui
