#include "widgets/panels/desk/picture_export.h"

#include "core/dataset/dataset.h"
#include "widgets/document/measurement_list.h"
#include "widgets/document/selection.h"
#include "widgets/document/session.h"
#include "widgets/panels/desk/picture_dialog.h"
#include "widgets/panels/structure/measurement_overlay.h"
#include "widgets/panels/structure/property_overlay.h"
#include "widgets/render/view/vtk_view.h"

#include <QClipboard>
#include <QGuiApplication>

namespace mbtr::gui {

namespace {

/// Values only: the trajectory as it is now, whatever is opened while it is saved.
std::function<ScenePicture(int)> framesOf(const ScenePicture& current, std::shared_ptr<const Dataset> dataset,
                                          const BondRules& rules, const std::map<int, EditedStructure>& edits,
                                          const std::vector<Measurement>& measurements)
{
    return [current, dataset, rules, edits, measurements](int frame) {
        ScenePicture picture = current;
        const auto edit = edits.find(frame);
        const bool isEdited = edit != edits.end();
        picture.structure = isEdited ? edit->second.structure
                                     : std::shared_ptr<const Structure>(dataset, &dataset->structures[std::size_t(frame)]);
        picture.bonds = isEdited ? edit->second.bonds : BondChanges();
        picture.bonds.rules = rules;
        picture.overlay
            = merged(propertyOverlay(*dataset, frame, picture.options), measurementOverlay(measurements, *picture.structure));
        std::erase_if(picture.picked, [&](int atom) { return atom >= picture.structure->atomCount(); });
        return picture;
    };
}

} // namespace

PictureExport::PictureExport(const StructureDesk::Parts& parts, VtkView* view, QObject* parent)
    : QObject(parent)
    , m_parts(parts)
    , m_view(view)
    , m_job(parts.pictures)
{
    connect(m_job, &Job::failed, this, &PictureExport::failed);
}

void PictureExport::open()
{
    PictureDialog::Source source {m_view->scenePicture()};
    if (!source.current.structure)
        return;
    const auto& dataset = m_parts.session->dataset().value;
    source.aspect = double(std::max(m_view->width(), 1)) / std::max(m_view->height(), 1);
    if (dataset) {
        source.frames = dataset->size();
        source.frame = framesOf(source.current, dataset, m_parts.session->dataSettings().bonds, m_parts.session->edits(),
                                m_parts.measurements->all());
    }
    auto* dialog = new PictureDialog(std::move(source), m_view->window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &PictureDialog::saveWanted, m_job, &PictureJob::start);
    dialog->open();
}

void PictureExport::copy()
{
    QGuiApplication::clipboard()->setImage(m_view->image());
}

} // namespace mbtr::gui

#include "moc_picture_export.cpp"
