#pragma once

#include "widgets/work/picture_job.h"

#include <QDialog>

class QCheckBox;
class QLabel;
class QPushButton;

namespace mbtr::gui {

class ChoiceBox;
class NumberField;

/// What a picture of the current structure is to be like, with a preview. Sizes in pixels, millimetres or inches.
class PictureDialog : public QDialog {
    Q_OBJECT

public:
    /// What there is to draw.
    struct Source {
        ScenePicture current;
        int frames = 1; ///< of the trajectory
        std::function<ScenePicture(int)> frame; ///< of the trajectory, from 0
        double aspect = 1.5; ///< width / height of the view
    };
    PictureDialog(Source source, QWidget* parent = nullptr);
    ~PictureDialog() override;

    /// What was chosen; the path is still empty.
    PictureOrder order() const;

signals:
    void saveWanted(const mbtr::gui::PictureOrder& order);

private:
    enum class Unit { Pixel, Millimetre, Inch };
    enum class Ground { Screen, White, Transparent };
    void buildFields();
    void buildPreview();
    void fillFormats();
    NumberField* addNumber(const char* name, const QString& text, const QString& tip);
    void changeUnit(int unit);
    void showChoices();
    void showPreview();
    void copy();
    void save();
    QImage draw(const QSize& pixels, double ratio);
    PictureFormat format() const;
    double pixelsPerUnit() const;
    ScenePicture dressed(ScenePicture picture) const;

    Source m_source;
    ChoiceBox* m_format;
    NumberField* m_width;
    NumberField* m_height;
    ChoiceBox* m_unit;
    NumberField* m_dpi;
    ChoiceBox* m_ground;
    QCheckBox* m_picked;
    ChoiceBox* m_motion;
    NumberField* m_turnFrames;
    NumberField* m_rate;
    QLabel* m_preview;
    QLabel* m_facts;
    QPushButton* m_copy;
    QPushButton* m_save;
    Unit m_shownUnit = Unit::Pixel;
    std::unique_ptr<PictureMaker> m_maker;
    std::optional<SceneContent> m_content;
};

} // namespace mbtr::gui
