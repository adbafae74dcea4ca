#pragma once

#include "widgets/panels/desk/structure_desk.h"

#include <QObject>
#include <memory>

namespace mbtr::gui {

class PictureDialog;
class PictureJob;
class VtkView;

/// File > Export picture: asks what the picture is to be like and makes it in the background.
class PictureExport : public QObject {
    Q_OBJECT

public:
    PictureExport(const StructureDesk::Parts& parts, VtkView* view, QObject* parent);
    ~PictureExport() override;

    /// Opens the dialog.
    void open();
    /// What is on the screen, to the clipboard, at once.
    void copy();
    PictureJob* job() const { return m_job.get(); }

signals:
    /// One sentence.
    void failed(const QString& problem);

private:
    StructureDesk::Parts m_parts;
    VtkView* m_view;
    std::unique_ptr<PictureJob> m_job;
};

} // namespace mbtr::gui
